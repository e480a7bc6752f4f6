/** The command center's clock as far as this page knows it, told once a second. */
export class Clock {
  now = $state(Date.now());

  constructor(private readonly ahead: () => number) {}

  start(): () => void {
    const tick = () => (this.now = Date.now() + this.ahead());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }
}
