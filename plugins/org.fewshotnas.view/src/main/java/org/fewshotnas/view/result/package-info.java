/**
 * Views of what the other bundles compute: searches, predictions, trainings, tasks. Each class makes the view of one kind of result. Uses
 * the views' records, and the records of results; knows nothing of tables.
 */
package org.fewshotnas.view.result;
