package org.certwright.bulk;

import java.util.Map;

/**
 * What was asked for.
 *
 * @param batch the name under which the rows are found again
 * @param filled what the fields of the action hold, checked
 * @param by user name
 */
public record BulkRequest(String batch, Map<String, String> filled, String by) {}
