/** Every action, in the order in which menus show them. */

import type { Action } from "./action";
import { action as addNext } from "./add-next";
import { action as addPrevious } from "./add-previous";
import { action as alignBottom } from "./align-bottom";
import { action as alignCenter } from "./align-center";
import { action as alignLeft } from "./align-left";
import { action as alignMiddle } from "./align-middle";
import { action as alignRight } from "./align-right";
import { action as alignTop } from "./align-top";
import { action as arrowsOf } from "./arrows-of";
import { action as besideDown } from "./beside-down";
import { action as besideUp } from "./beside-up";
import { action as bend } from "./bend";
import { action as code } from "./code";
import { action as commands } from "./commands";
import { action as connect } from "./connect";
import { action as copy } from "./copy";
import { action as copyImage } from "./copy-image";
import { action as copySvg } from "./copy-svg";
import { action as cut } from "./cut";
import { action as remove } from "./delete";
import { action as distributeX } from "./distribute-x";
import { action as distributeY } from "./distribute-y";
import { action as downloadJson } from "./download-json";
import { action as downloadPng } from "./download-png";
import { action as downloadSvg } from "./download-svg";
import { action as downloadYaml } from "./download-yaml";
import { action as duplicate } from "./duplicate";
import { action as editProperties } from "./edit-properties";
import { action as escape } from "./escape";
import { action as exportCdkPython } from "./export-cdk-python";
import { action as exportCdkTypescript } from "./export-cdk-typescript";
import { action as exportSam } from "./export-sam";
import { action as find } from "./find";
import { action as fitAll } from "./fit-all";
import { action as fitSelection } from "./fit-selection";
import { action as fixAll } from "./fix-all";
import { action as fixFinding } from "./fix-finding";
import { action as group } from "./group";
import { action as help } from "./help";
import { action as history } from "./history";
import { action as lock } from "./lock";
import { action as nextComponent } from "./next-component";
import { action as nextFinding } from "./next-finding";
import { action as nextLeft } from "./next-left";
import { action as nextRight } from "./next-right";
import { action as nudgeDown } from "./nudge-down";
import { action as nudgeDownFar } from "./nudge-down-far";
import { action as nudgeLeft } from "./nudge-left";
import { action as nudgeLeftFar } from "./nudge-left-far";
import { action as nudgeRight } from "./nudge-right";
import { action as nudgeRightFar } from "./nudge-right-far";
import { action as nudgeUp } from "./nudge-up";
import { action as nudgeUpFar } from "./nudge-up-far";
import { action as openFile } from "./open-file";
import { action as palette } from "./palette";
import { action as paste } from "./paste";
import { action as previousComponent } from "./previous-component";
import { action as previousFinding } from "./previous-finding";
import { action as print } from "./print";
import { action as redo } from "./redo";
import { action as rename } from "./rename";
import { action as review } from "./review";
import { action as save } from "./save";
import { action as selectAll } from "./select-all";
import { action as selectSeveral } from "./select-several";
import { action as share } from "./share";
import { action as startFrom } from "./start-from";
import { action as straighten } from "./straighten";
import { action as theme } from "./theme";
import { action as tidy } from "./tidy";
import { action as undo } from "./undo";
import { action as ungroup } from "./ungroup";
import { action as walkLeft } from "./walk-left";
import { action as walkRight } from "./walk-right";
import { action as zoomIn } from "./zoom-in";
import { action as zoomOut } from "./zoom-out";
import { action as zoomReset } from "./zoom-reset";

export const ACTIONS: readonly Action[] = [
  undo,
  redo,
  cut,
  copy,
  paste,
  duplicate,
  remove,
  selectAll,
  selectSeveral,
  escape,
  editProperties,
  rename,
  group,
  ungroup,
  lock,
  bend,
  straighten,
  tidy,
  alignBottom,
  alignCenter,
  alignLeft,
  alignMiddle,
  alignRight,
  alignTop,
  distributeX,
  distributeY,
  nudgeDown,
  nudgeDownFar,
  nudgeLeft,
  nudgeLeftFar,
  nudgeRight,
  nudgeRightFar,
  nudgeUp,
  nudgeUpFar,
  connect,
  nextRight,
  nextLeft,
  walkRight,
  walkLeft,
  besideDown,
  besideUp,
  nextComponent,
  previousComponent,
  addNext,
  addPrevious,
  arrowsOf,
  review,
  nextFinding,
  previousFinding,
  fixFinding,
  fixAll,
  zoomIn,
  zoomOut,
  zoomReset,
  fitAll,
  fitSelection,
  find,
  commands,
  palette,
  theme,
  help,
  save,
  openFile,
  startFrom,
  downloadSvg,
  downloadPng,
  downloadJson,
  downloadYaml,
  history,
  share,
  code,
  exportSam,
  exportCdkTypescript,
  exportCdkPython,
  copyImage,
  copySvg,
  print,
];

export function actionOf(id: string): Action {
  const found = ACTIONS.find((one) => one.id === id);
  if (found === undefined) {
    throw new Error(`there is no action ${id}`);
  }
  return found;
}
