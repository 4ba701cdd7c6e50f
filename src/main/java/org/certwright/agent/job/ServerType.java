package org.certwright.agent.job;

/** The server products the specification names; the label is what pages show. */
public enum ServerType {
    NGINX("Nginx"),
    APACHE_HTTP("Apache HTTP"),
    TOMCAT("Tomcat"),
    JBOSS("JBoss"),
    JETTY("Jetty"),
    WEBLOGIC("WebLogic"),
    IIS("IIS");

    private final String label;

    ServerType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
