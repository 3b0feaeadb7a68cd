/**
 * Values into settings: workflow variables, the flow variables that control settings, and single settings from the command line. May use
 * {@code workflow}, {@code option} and {@code message}.
 */
package org.fewshotnas.host.setting;
