package io.tidemark.cli.client.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.cli.client.command.PlacingFactory;
import io.tidemark.cli.client.surroundings.Surroundings;
import io.tidemark.cli.client.vm.VmCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code tide rehearse}: run it once under {@code -XX:AOTCacheOutput}. It lists the machines of a platform of its own
 * making, a server in this process with one answer, so that the cache holds what most commands load: the options, the
 * HTTP client, JSON, the table, the help.
 */
@Command(name = "rehearse", hidden = true, description = "Exercise the client once, for the start-up cache.")
public final class RehearseCommand implements Callable<Integer> {
    private static final String PAGE = """
            {"items": [{"id": "11111111-1111-4111-8111-111111111111", "name": "web1", "state": "running", "vcpus": 1,
              "memoryBytes": 536870912, "ports": [{"ip": "10.20.0.5"}], "createdAt": "2026-11-22T08:00:00Z"}],
             "next": null}""";

    @Override
    public Integer call() throws IOException {
        HttpServer platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", RehearseCommand::answer);
        platform.start();
        try {
            CommandLine vm = new CommandLine(new VmCommand(), new PlacingFactory(surroundings()));
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            vm.setOut(nowhere).setErr(nowhere);
            vm.execute("create", "--help");
            String address = "http://127.0.0.1:" + platform.getAddress().getPort();
            int table = vm.execute("list", "--server", address);
            int json = vm.execute("list", "--server", address, "-o", "json");
            return Math.max(table, json);
        } finally {
            platform.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private static Surroundings surroundings() {
        Surroundings real = Surroundings.ofThisProcess();
        Map<String, String> variables = new HashMap<>(real.environment());
        variables.put("TIDE_TOKEN", "rehearsal");
        return new Surroundings(variables, real.home(), real.in(), false, real.clock(), real.pause());
    }
}
