/** The worker that draws the laboratory's planes while a hand moves. */

import { paints } from "../parts/painting.js";
import { createScenes } from "./scenes.js";

paints(createScenes);
