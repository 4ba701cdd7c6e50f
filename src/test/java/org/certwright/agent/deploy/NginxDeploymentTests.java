package org.certwright.agent.deploy;

import org.certwright.agent.job.ServerType;
import org.certwright.agent.target.Target;
import org.certwright.agent.target.nginx.NginxTarget;

class NginxDeploymentTests extends RealDeploymentContract {

    @Override
    ServerType type() {
        return ServerType.NGINX;
    }

    @Override
    String address() {
        return "127.0.0.11";
    }

    @Override
    Target target() {
        return new NginxTarget();
    }

    @Override
    String nonsense() {
        return "nonsense here;";
    }

    @Override
    String reloadSignal() {
        return "HUP";
    }
}
