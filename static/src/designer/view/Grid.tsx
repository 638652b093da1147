/** The lines behind everything, by which the eye measures. */

import { Background, BackgroundVariant, useStore } from "@xyflow/react";
import type { ReactNode } from "react";

import { GRID } from "../core/geometry";

/** In px on the screen: closer lines are a haze, and cost more to paint than all cards together. */
const CLOSEST = 12;

/** From afar, every second line goes, and then every second of those. */
export function Grid(): ReactNode {
  const gap = useStore(({ transform: [, , zoom] }) => GRID * 2 ** Math.max(0, Math.ceil(Math.log2(CLOSEST / (GRID * zoom)))));
  return <Background variant={BackgroundVariant.Lines} gap={gap} />;
}
