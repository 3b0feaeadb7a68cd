package org.knime.node;

import java.net.URL;
import java.util.Map;

/**
 * The view of a node.
 *
 * @param description what it shows
 * @param page the name of the page's own file
 * @param files all files of the page by name
 */
public record HostView(String description, String page, Map<String, URL> files) {}
