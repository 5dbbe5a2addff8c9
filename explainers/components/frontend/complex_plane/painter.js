/** The worker that draws both complex planes while a hand moves. */

import { paints } from "../parts/painting.js";
import { createScenes } from "./scenes.js";

paints(createScenes);
