/**
 * Running a workflow: nodes are made from their factories, configured and executed in their order, and what has not changed since the
 * last run is not executed again. May use all that reads ({@code workflow}, {@code setting}, {@code option}), {@code result} and {@code
 * table}, {@code file} and {@code message}; not {@code save}.
 */
package org.fewshotnas.host.run;
