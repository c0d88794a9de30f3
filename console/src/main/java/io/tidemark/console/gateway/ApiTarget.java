package io.tidemark.console.gateway;

import io.tidemark.problems.CommonProblem;
import io.tidemark.problems.Rejection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request target means to the gateway. Read from the bytes as they came and forwarded as they came, so
 * gateway and service cannot understand a path differently; what two readers could take for different paths
 * (dot segments, empty segments, hidden separators, in any number of encodings) is refused. Pure.
 */
sealed interface ApiTarget {
    /** A path below {@code /api/<service>/v1}. */
    record Accepted(String service, String target) implements ApiTarget {}

    /** Not forwarded. */
    record Refused(Rejection reason) implements ApiTarget {}

    /** RFC 3986: path-absolute and query, nothing else. The query is taken more freely, as browsers write it. */
    Pattern FORM = Pattern.compile("(/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)(?:\\?[!-~&&[^#]]*)?");

    Pattern API = Pattern.compile("/api/([a-z]+(?:-[a-z]+)*)/v1(?:/.*)?");
    Pattern ENCODED_ASCII = Pattern.compile("%([0-7][0-9A-Fa-f])");
    Pattern UNSAFE = Pattern.compile("[/\\\\\\p{Cntrl}]");

    /** Reads a request target in origin form. */
    static ApiTarget of(String target) {
        Matcher form = FORM.matcher(target);
        if (!form.matches() || !isUnambiguous(form.group(1))) {
            return new Refused(new Rejection(
                    CommonProblem.INVALID_REQUEST, "the path has dot segments, empty segments or hidden separators"));
        }
        Matcher api = API.matcher(form.group(1));
        if (!api.matches()) {
            return new Refused(new Rejection(
                    GatewayProblem.NO_SUCH_SERVICE, "paths are /api/<service>/v1/..., not " + form.group(1)));
        }
        return new Accepted(api.group(1), target);
    }

    private static boolean isUnambiguous(String path) {
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean isTrailingSlash = segments[i].isEmpty() && i == segments.length - 1;
            if (!isTrailingSlash && !isPlain(segments[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String segment) {
        String decoded = decoded(segment);
        int parameters = decoded.indexOf(';');
        String name = parameters < 0 ? decoded : decoded.substring(0, parameters);
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && !UNSAFE.matcher(decoded).find();
    }

    /** Decoded until nothing changes: a service may decode once more than it should. */
    private static String decoded(String segment) {
        String before = segment;
        while (true) {
            String after = ENCODED_ASCII
                    .matcher(before)
                    .replaceAll(hit ->
                            Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(hit.group(1), 16))));
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
    }
}
