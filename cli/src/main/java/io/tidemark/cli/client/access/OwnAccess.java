package io.tidemark.cli.client.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.client.json.Json;

/**
 * Whether the caller may do something, read out of what identity says the caller holds. For those who may not ask
 * identity to explain: they may at least know this of themselves. Pure.
 */
final class OwnAccess {
    private OwnAccess() {}

    /**
     * In the form in which identity explains.
     *
     * @param me the answer of whoami
     */
    static ObjectNode explained(JsonNode me, String privilege, String path) {
        ObjectNode explained = Json.object();
        explained.put("subject", Json.text(me, "subject"));
        explained.put("privilege", privilege);
        explained.put("path", path);
        ArrayNode considered = Json.object().putArray("considered");
        boolean denied = consider(me.path("denied"), "denies", privilege, path, considered);
        boolean given = consider(me.path("privileges"), "allows", privilege, path, considered);
        explained.put("verdict", given && !denied ? "allowed" : "denied");
        if (denied || !given) {
            explained.put("reason", denied ? "denied-by-grant" : "no-grant");
        }
        explained.set("considered", considered);
        return explained;
    }

    private static boolean consider(
            JsonNode holdings, String finding, String privilege, String path, ArrayNode considered) {
        boolean any = false;
        for (JsonNode holding : holdings) {
            if (covers(Json.text(holding, "path"), path) && names(holding.path("privileges"), privilege)) {
                considered.addObject().put("path", Json.text(holding, "path")).put("finding", finding);
                any = true;
            }
        }
        return any;
    }

    /** Grants are inherited down the tree; {@code /tenants/a} does not cover {@code /tenants/ab}. */
    private static boolean covers(String held, String asked) {
        return held.equals("/") || asked.equals(held) || (!held.isEmpty() && asked.startsWith(held + "/"));
    }

    private static boolean names(JsonNode patterns, String privilege) {
        for (JsonNode pattern : patterns) {
            String text = pattern.asText();
            boolean star = text.endsWith("*");
            if (star ? privilege.startsWith(text.substring(0, text.length() - 1)) : privilege.equals(text)) {
                return true;
            }
        }
        return false;
    }
}
