package org.certwright.certificate;

import java.util.Map;
import org.certwright.security.CurrentUser;
import org.certwright.web.DashboardPanel;
import org.springframework.stereotype.Component;

/** What expires when, on the dashboard. */
@Component
class ExpiryPanel implements DashboardPanel {

    private final ExpiryHistogram histogram;
    private final CurrentUser user;

    ExpiryPanel(ExpiryHistogram histogram, CurrentUser user) {
        this.histogram = histogram;
        this.user = user;
    }

    @Override
    public String key() {
        return "expiry";
    }

    @Override
    public String title() {
        return "Certificates that expire, by week";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public boolean isWide() {
        return true;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public String fragment() {
        return "certificate/dashboard :: expiry";
    }

    @Override
    public Map<String, Object> model() {
        return Map.of("histogram", histogram.read(user.zone()));
    }
}
