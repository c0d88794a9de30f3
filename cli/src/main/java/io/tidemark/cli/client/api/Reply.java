package io.tidemark.cli.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * The data of a successful answer.
 *
 * @param body missing when the answer had none
 * @param position what a later read must have seen to see this change; empty for reads
 */
public record Reply(int status, JsonNode body, OptionalLong position) {}
