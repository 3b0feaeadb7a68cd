/** Why a cell is predicted as it is: what its parts are worth. Asks for scores by a function, and so knows no predictor. Uses no other room. */
package org.fewshotnas.predictor.explanation;
