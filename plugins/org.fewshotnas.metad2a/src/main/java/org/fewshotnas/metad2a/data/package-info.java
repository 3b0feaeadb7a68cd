/** Data sets as MetaD2A sees them: features of some examples of each class. Uses nothing but the bundle of spaces. */
package org.fewshotnas.metad2a.data;
