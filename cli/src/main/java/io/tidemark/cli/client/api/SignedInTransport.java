package io.tidemark.cli.client.api;

import java.io.IOException;
import java.util.Optional;

/** Adds the caller's token; when the platform does not accept it, renews it once and asks again. */
public final class SignedInTransport implements Transport {
    private final Transport next;
    private final Credentials credentials;

    public SignedInTransport(Transport next, Credentials credentials) {
        this.next = next;
        this.credentials = credentials;
    }

    @Override
    public Answer exchange(ApiRequest request) throws IOException, InterruptedException {
        Answer answer = next.exchange(signed(request));
        if (answer.status() == 401 && credentials.renew()) {
            answer.close();
            return next.exchange(signed(request));
        }
        return answer;
    }

    private ApiRequest signed(ApiRequest request) {
        Optional<String> token = credentials.bearer();
        return token.isPresent() ? request.with("Authorization", "Bearer " + token.get()) : request;
    }
}
