package org.certwright.agent.job;

/**
 * How a plan makes the server use its new files.
 *
 * @param reload without an interruption, wherever the product can
 * @param running exits with 0 when the service runs
 * @param start for a service found dead, in a deployment's rollback
 */
public record ServiceControl(Command reload, Command running, Command start) {}
