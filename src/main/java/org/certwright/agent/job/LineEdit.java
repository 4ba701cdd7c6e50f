package org.certwright.agent.job;

/**
 * One line of a configuration file, before and after.
 *
 * @param line from 1
 */
public record LineEdit(int line, String before, String after) {}
