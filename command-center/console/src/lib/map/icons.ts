import { stageShape } from '../ui/stage-shape';
import type { Mark } from './marks';

const fills = ['#c8c8cb', '#ffffff', '#f2e700', '#ff2800', '#aa00aa', '#0c000c'] as const;
const BLACK = '#0c000c';
const WHITE = '#ffffff';
const AMBER = '#ffb347';
const GREY = '#5b6672';
/** The part of the square that the shape takes; the rest is for the outer ring. */
const ROOM = 0.84;

/**
 * A site's mark. Shape and number tell the stage, colour only repeats it. The double ring (black around white) keeps it
 * apart from any map beneath. An outer ring tells of trouble with its age: amber and dashed when late, white and dotted
 * when back-filled; a silent site is grey, its ring broken, with a question mark. A bolt says that it runs without mains
 * power.
 */
export function markImage({ stage, look, cut }: Pick<Mark, 'stage' | 'look' | 'cut'>, size: number): ImageData {
  const g = new OffscreenCanvas(size, size).getContext('2d') as OffscreenCanvasRenderingContext2D;
  const silent = look === 'silent' || stage === null;
  const { points, centre, radius } = stageShape(stage ?? 0, size, ROOM);

  g.lineJoin = 'round';
  g.beginPath();
  if (points.length === 0) g.arc(centre.x, centre.y, stage === undefined ? radius * 0.62 : radius, 0, 2 * Math.PI);
  else for (const p of points) g.lineTo(p.x, p.y);
  g.closePath();
  stroke(BLACK, size * 0.16);
  stroke(WHITE, size * 0.09, silent ? size * 0.09 : 0);
  g.fillStyle = silent ? GREY : fills[stage ?? 0];
  g.fill();
  if (stage !== undefined) write(silent ? '?' : stage === 0 ? '–' : String(stage));
  if (!silent && look === 'late') outer(AMBER, size * 0.13);
  if (!silent && look === 'backfilled') outer(WHITE, size * 0.07);
  if (cut) bolt();
  return g.getImageData(0, 0, size, size);

  function stroke(colour: string, width: number, gap = 0): void {
    g.setLineDash(gap > 0 ? [gap, gap * 0.8] : []);
    g.lineWidth = width;
    g.strokeStyle = colour;
    g.stroke();
  }

  function outer(colour: string, gap: number): void {
    g.beginPath();
    g.arc(size / 2, size / 2, size * 0.46, 0, 2 * Math.PI);
    stroke(BLACK, size * 0.08);
    stroke(colour, size * 0.05, gap);
  }

  function write(sign: string): void {
    const edged = silent || (stage ?? 0) >= 3; // white on the official red alone is 3.8 : 1, so it keeps a black edge
    g.setLineDash([]);
    g.font = `bold ${size * 0.34}px sans-serif`;
    g.textAlign = 'center';
    g.textBaseline = 'middle';
    g.lineWidth = size * 0.08;
    g.strokeStyle = BLACK;
    if (edged) g.strokeText(sign, centre.x, centre.y + size * 0.03);
    g.fillStyle = edged ? WHITE : BLACK;
    g.fillText(sign, centre.x, centre.y + size * 0.03);
  }

  function bolt(): void {
    const [x, y, r] = [size * 0.82, size * 0.18, size * 0.16];
    g.setLineDash([]);
    g.beginPath();
    g.arc(x, y, r, 0, 2 * Math.PI);
    g.fillStyle = BLACK;
    g.fill();
    g.lineWidth = size * 0.035;
    g.strokeStyle = WHITE;
    g.stroke();
    g.beginPath();
    for (const [dx, dy] of [
      [0.25, -0.75],
      [-0.5, 0.15],
      [-0.02, 0.15],
      [-0.25, 0.75],
      [0.5, -0.2],
      [0.05, -0.2],
    ] as const)
      g.lineTo(x + dx * r, y + dy * r);
    g.closePath();
    g.fillStyle = AMBER;
    g.fill();
  }
}
