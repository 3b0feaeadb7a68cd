/**
 * Tables of the host: Arrow IPC files, written and read a batch at a time, and CSV for export. Uses KNIME's tables and Arrow, nothing
 * else of the host.
 */
package org.fewshotnas.host.table;
