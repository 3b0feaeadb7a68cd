/** The set encoder: from examples of a data set's classes to a code of the data set. Uses the rooms of data and gradients. */
package org.fewshotnas.metad2a.set;
