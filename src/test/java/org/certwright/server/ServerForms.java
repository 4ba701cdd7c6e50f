package org.certwright.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** The Add Server form as a browser sends it. */
final class ServerForms {

    static final String PASSWORD = "s3cret-of-the-test";

    private ServerForms() {}

    /** A valid form for an nginx; change what a test is about. */
    static Map<String, String> nginx(String description) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("description", description);
        fields.put("ipAddress", "198.51.100.28");
        fields.put("operatingSystem", "LINUX");
        fields.put("sshPort", "22");
        fields.put("username", "certwright");
        fields.put("authentication", "PASSWORD");
        fields.put("password", PASSWORD);
        fields.put("sudo", "PASSWORDLESS");
        fields.put("serverType", "NGINX");
        fields.put("path", "/etc/nginx");
        fields.put("ports", "443");
        return fields;
    }
}
