/** Tables of the host: Arrow IPC files, written and read a batch at a time, and CSV for export. */
package org.fewshotnas.host.table;
