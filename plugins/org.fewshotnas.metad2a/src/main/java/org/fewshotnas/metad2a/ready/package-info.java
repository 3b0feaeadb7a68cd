/** The MetaD2A model that ships with the extension. Uses the model's file alone. */
package org.fewshotnas.metad2a.ready;
