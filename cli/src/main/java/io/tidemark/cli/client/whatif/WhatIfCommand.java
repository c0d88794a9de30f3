package io.tidemark.cli.client.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.api.ApiClient;
import io.tidemark.cli.client.api.ApiPath;
import io.tidemark.cli.client.command.LookingCommand;
import io.tidemark.cli.client.command.ObjectKind;
import io.tidemark.cli.client.command.References;
import io.tidemark.cli.client.command.SizesArgument;
import io.tidemark.cli.client.command.SizesArgument.Sizes;
import io.tidemark.cli.client.json.Json;
import io.tidemark.cli.client.outcome.ExitCodes;
import io.tidemark.cli.client.output.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tide what-if}. */
@Command(
        name = "what-if",
        description = {
            "Show what would come of other machines and hosts, now or at a past moment. Nothing is changed: the",
            "platform's own placement decides on its own history, with these inputs in place of what was.",
            "Whether memory-broker would grant the memory is not asked."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tide what-if --vm 2GiBx5",
            "  tide what-if --without host2",
            "  tide what-if --as-of 1h --with 64GiB --vm 16GiB"
        })
public final class WhatIfCommand extends LookingCommand {
    @Option(
            names = "--vm",
            paramLabel = "MEMORY[xN]",
            converter = SizesArgument.class,
            description = "A virtual machine more, or N of them. Repeatable; placed in this order.")
    private List<Sizes> vms = new ArrayList<>();

    @Option(
            names = "--without",
            paramLabel = "NODE",
            description = "A host less; name or id. Repeatable. Shows where its machines would fit.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--with",
            paramLabel = "MEMORY[xN]",
            converter = SizesArgument.class,
            description = "An empty host more, or N of them. Repeatable.")
    private List<Sizes> with = new ArrayList<>();

    @Override
    protected int run() {
        ApiClient api = api();
        JsonNode forecast = api.ask(ApiPath.of("compute", "what-if"), question(new References(api)));
        if (output().isForPeople()) {
            show(forecast);
        } else {
            output().one(forecast, View.identifiedBy("position"));
        }
        return ExitCodes.OK;
    }

    private ObjectNode question(References references) {
        ObjectNode question = Json.object();
        put(question.putArray("vms"), vms);
        ArrayNode nodes = question.putArray("withoutNodes");
        without.forEach(node -> nodes.add(references.forReading(ObjectKind.NODE, node)));
        put(question.putArray("withNodes"), with);
        return question;
    }

    private static void put(ArrayNode field, List<Sizes> given) {
        given.forEach(
                sizes -> field.addObject().put("memoryBytes", sizes.bytes()).put("count", sizes.count()));
    }

    private void show(JsonNode forecast) {
        if (!without.isEmpty()) {
            output().list(items(forecast, "displaced"), ForecastView.DISPLACED, "No machine is on those hosts.");
            output().say("");
        }
        if (!vms.isEmpty()) {
            output().list(items(forecast, "arrivals"), ForecastView.ARRIVALS, "No machine arrives.");
            output().say("");
        }
        output().list(items(forecast, "nodes"), ForecastView.NODES, "No hosts.");
    }

    private static List<JsonNode> items(JsonNode forecast, String field) {
        List<JsonNode> items = new ArrayList<>();
        forecast.path(field).forEach(items::add);
        return items;
    }
}
