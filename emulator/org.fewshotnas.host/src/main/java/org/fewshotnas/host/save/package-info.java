/**
 * What a run leaves behind: exported files, the executed workflow in its place, folder or archive. May use all but {@code setting} and
 * {@code check}.
 */
package org.fewshotnas.host.save;
