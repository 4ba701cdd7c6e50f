package org.certwright.certificate;

import java.util.Map;
import org.certwright.security.CurrentUser;
import org.certwright.web.DashboardPanel;
import org.springframework.stereotype.Component;

/** The renewals of the next days, and how many there will be in the years to come. */
@Component
class RenewalsPanel implements DashboardPanel {

    private final RenewalsDue due;
    private final RenewalForecast forecast;
    private final CurrentUser user;

    RenewalsPanel(RenewalsDue due, RenewalForecast forecast, CurrentUser user) {
        this.due = due;
        this.forecast = forecast;
        this.user = user;
    }

    @Override
    public String key() {
        return "renewals";
    }

    @Override
    public String title() {
        return "Renewals to come";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public boolean isWide() {
        return false;
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public String fragment() {
        return "certificate/dashboard :: renewals";
    }

    @Override
    public Map<String, Object> model() {
        return Map.of("due", due.read(user.zone()), "forecast", forecast.read());
    }
}
