package org.certwright.server;

/** A server is about to be deleted, in the same transaction: rows that name it must go first. */
public record ServerDeleted(long serverId, String description) {}
