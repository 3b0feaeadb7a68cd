/**
 * From data to a trained network in a given time, with nothing else to decide: plans the trainings, searches, trains the best network longer.
 * Uses the search and its evaluators.
 */
package org.fewshotnas.search.fewshot;
