/**
 * Joins architectures of several search spaces in one vocabulary of operations, with their scores in scales that agree. Uses no other room.
 */
package org.fewshotnas.benchmark.unify;
