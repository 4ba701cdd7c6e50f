package org.certwright.agent.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

class MapHostTests extends RemoteHostContract {

    private final MapHost host =
            new MapHost()
                    .folder("/work")
                    .onCommand(it ->
                            it.get(0).equals("/bin/echo")
                                    ? MapHost.says(0, "it's $HOME\n")
                                    : MapHost.complains(2, "No such file"));

    @Override
    protected RemoteHost host() {
        return host;
    }

    @Override
    protected String folder() {
        return "/work";
    }

    @Override
    protected void put(String path, String content, String mode) {
        host.file(path, content.getBytes(UTF_8), Integer.parseInt(mode, 8), "root", "root");
    }

    @Override
    protected void makeLink(String path, String to) {
        host.link(path, to);
    }
}
