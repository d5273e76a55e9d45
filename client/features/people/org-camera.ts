import { CARD, type OrgLayout } from './org-layout.ts';

/** Where one looks from: the corner of the chart at the corner of the window, and how large everything is (1: full size). */
export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

const SMALLEST = 0.001;
const LARGEST = 2;
/** From here down cards are blocks. */
export const FAR = 0.42;

export function centredOn(layout: OrgLayout, row: number, o: { window: Size; scale: number }): Camera {
  const at = layout.cards.get(row) ?? { x: 0, y: 0 };
  const { window, scale } = o;
  return {
    x: at.x + CARD.width / 2 - window.width / 2 / scale,
    // A little above the middle: there is more below a person than above.
    y: at.y + CARD.height / 2 - (window.height * 0.38) / scale,
    scale,
  };
}

export function fitted({ width, height }: OrgLayout, window: Size): Camera {
  const room = 24;
  const wanted = Math.min((window.width - 2 * room) / Math.max(width, 1), (window.height - 2 * room) / Math.max(height, 1));
  const scale = Math.min(1, Math.max(SMALLEST, wanted));
  return { x: (width - window.width / scale) / 2, y: (height - window.height / scale) / 2, scale };
}

/** The place under the pointer stays where it is. */
export function zoomed(camera: Camera, factor: number, at: { x: number; y: number }): Camera {
  const scale = Math.min(LARGEST, Math.max(SMALLEST, camera.scale * factor));
  return { x: camera.x + at.x / camera.scale - at.x / scale, y: camera.y + at.y / camera.scale - at.y / scale, scale };
}

export function moved(camera: Camera, by: { x: number; y: number }): Camera {
  return { ...camera, x: camera.x - by.x / camera.scale, y: camera.y - by.y / camera.scale };
}

/** Moved no further than it takes to have the card in sight. */
export function showing(camera: Camera, at: { x: number; y: number }, window: Size): Camera {
  const margin = 16;
  const { scale } = camera;
  const nearest = (corner: number, position: number, size: number, room: number) =>
    Math.min(position - margin / scale, Math.max(corner, position + size + margin / scale - room / scale));
  return {
    x: nearest(camera.x, at.x, CARD.width, window.width),
    y: nearest(camera.y, at.y, CARD.height, window.height),
    scale,
  };
}
