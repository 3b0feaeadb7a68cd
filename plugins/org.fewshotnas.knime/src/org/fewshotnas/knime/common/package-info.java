/** What several nodes share: finding architectures and scores in tables, columns, rows, settings. Uses ports and the libraries. */
package org.fewshotnas.knime.common;
