package dev.crowdline.intake.forms.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.9",
    "2001:db8:1:2:aaaa::1, 20010db800010002",
    "2001:db8:1:2:bbbb::2, 20010db800010002",
    "::ffff:203.0.113.9, 203.0.113.9",
    "no address, no address",
    "example.org, example.org",
  })
  void ofAnIpv6AddressTheNetworkCounts(String address, String counted) {
    assertThat(CallerAddress.network(address)).isEqualTo(counted);
  }
}
