/**
 * Results of executed nodes: what they are, and how a later run finds them again. May use {@code table}, {@code workflow} (files of
 * settings), {@code file} and {@code message}.
 */
package org.fewshotnas.host.result;
