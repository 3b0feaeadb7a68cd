/**
 * Trainings side by side, each in a process of its own where that is worth its start: one that crashes or is killed takes nothing with it.
 * Uses {@code file}, {@code training} and what they use.
 */
package org.fewshotnas.network.worker;
