/** DJL, made safe to share: starting the engine, devices, one thread for each caller, parallel work, the optimiser. Knows no model. */
package org.fewshotnas.tensor.engine;
