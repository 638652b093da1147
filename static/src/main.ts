/** Every page works without this; each line adds one thing to the pages that have a place for it. */

import { mountCodePage } from "./code";
import { mountGallery } from "./gallery";
import { mountScene } from "./scene";
import { mountThemeSwitch } from "./theme-switch";

mountThemeSwitch();
mountGallery();
mountScene();
mountCodePage();
