/** Pictures of views, drawn without a browser by the scripts of the page. Uses the views' records. */
package org.fewshotnas.view.image;
