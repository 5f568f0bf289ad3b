package dev.crowdline.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountsTest {

  @Test
  void aRoleIsItsFirstAccount() {
    assertThat(Accounts.ofRoleOrName("operator")).map(Account::username).contains("operator-1");
    assertThat(Accounts.ofRoleOrName("contributor-2"))
        .map(Account::username)
        .contains("contributor-2");
    assertThat(Accounts.ofRoleOrName("nobody")).isEmpty();
  }

  @Test
  void theAdministratorBelongsToNoCommunity() {
    assertThat(Accounts.find("admin-1").orElseThrow().claims()).doesNotContainKey("community");
    assertThat(Accounts.find("operator-1").orElseThrow().claims())
        .containsEntry("community", "demo");
  }

  @Test
  void aTestMaySignInAnybodyInAnyCommunity() {
    assertThat(Accounts.find("operator@other:olga").orElseThrow().claims())
        .containsEntry("community", "other")
        .containsEntry("name", "olga");
    assertThat(Accounts.find("king@other:olga")).isEmpty();
    assertThat(Accounts.find("operator@Other:olga")).isEmpty();
  }
}
