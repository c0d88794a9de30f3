package io.tidemark.console.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.problems.CommonProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/compute/v1",
                "/api/compute/v1/",
                "/api/compute/v1/vms?limit=5&cursor=a%2Fb%2e%2e&name={x}",
                "/api/compute/v1/images/a%20name%C3%A4",
                "/api/compute/v1/images/..hidden/v1...2;v=1"
            })
    void an_unambiguous_target_is_forwarded_byte_for_byte(String target) {
        assertThat(ApiTarget.of(target)).isEqualTo(new ApiTarget.Accepted("compute", target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/compute/v1/../../identity/v1/grants",
                "/api/compute/v1/%2e%2e/%2E%2e/identity/v1/grants",
                "/api/compute/v1/.%2e/vms",
                "/api/compute/v1/%252e%252e/vms",
                "/api/compute/v1/%25252e%25252e/vms",
                "/api/compute/v1/..;/..;x=1/identity",
                "/api/compute/v1/..%3b/vms",
                "/api/compute/v1/..%2f..%2fidentity",
                "/api/compute/v1/a%5c..%5cb",
                "/api/compute/v1/a\\..\\b",
                "/api/compute/v1/./vms",
                "/api/compute/v1//vms",
                "//api/compute/v1/vms",
                "/x/../api/compute/v1/vms",
                "/api/compute/v1/vms%00",
                "/api/compute/v1/vms%0d%0aX-Forwarded-For:%201",
                "/api/compute/v1/%zz",
                "/api/compute/v1/vms?a=b#c",
                "http://127.0.0.1/api/compute/v1/vms",
                "*",
                ""
            })
    void a_target_that_two_readers_could_take_differently_is_refused(String target) {
        assertThat(ApiTarget.of(target))
                .isInstanceOfSatisfying(
                        ApiTarget.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(CommonProblem.INVALID_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/compute", "/api/compute/v2/vms", "/api/Compute/v1", "/ap%69/compute/v1/vms"})
    void a_path_outside_the_services_is_not_found(String target) {
        assertThat(ApiTarget.of(target))
                .isInstanceOfSatisfying(
                        ApiTarget.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(GatewayProblem.NO_SUCH_SERVICE));
    }
}
