/** The worker of figures whose pictures the page composes. */

import { paints } from "./painting.js";

paints(() => () => []);
