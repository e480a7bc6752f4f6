import type { Stage } from '../api/types';

/** Number of corners per stage (0: a circle). The shape tells the stage without its colour. */
const corners = { 0: 0, 1: 0, 2: 4, 3: 3, 4: 6, 5: 8 } as const;

export interface Point {
  x: number;
  y: number;
}
export interface Shape {
  /** Empty for a circle. */
  points: readonly Point[];
  centre: Point;
  radius: number;
}

/** The outline of a stage's mark in a square of the given size, with room for the rings around it, and for more when asked. */
export function stageShape(stage: Stage, size: number, room = 1): Shape {
  const n = corners[stage];
  const triangle = n === 3;
  const radius = room * size * (triangle ? 0.43 : n === 4 ? 0.39 : 0.36);
  const centre = { x: size / 2, y: size * (triangle ? 0.5 + 0.08 * room : 0.5) };
  const turn = -Math.PI / 2 + (n === 8 ? Math.PI / 8 : 0);
  const points = Array.from({ length: n }, (_, i) => ({
    x: centre.x + radius * Math.cos(turn + (i * 2 * Math.PI) / n),
    y: centre.y + radius * Math.sin(turn + (i * 2 * Math.PI) / n),
  }));
  return { points, centre, radius };
}
