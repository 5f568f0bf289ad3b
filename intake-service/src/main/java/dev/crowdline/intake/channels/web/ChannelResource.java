package dev.crowdline.intake.channels.web;

import dev.crowdline.contracts.Channel;
import dev.crowdline.intake.channels.ConnectingChannels;
import dev.crowdline.intake.channels.ConnectingChannels.Wanted;
import dev.crowdline.intake.channels.email.MailServers;
import dev.crowdline.intake.channels.email.domain.MailSettings;
import dev.crowdline.intake.channels.email.domain.MailSettings.Security;
import dev.crowdline.intake.channels.email.domain.OwnAddress;
import dev.crowdline.intake.channels.persistence.ChannelAccountTable.Standing;
import dev.crowdline.support.problems.Problem;
import dev.crowdline.support.problems.ProblemType;
import dev.crowdline.support.security.Caller;
import dev.crowdline.support.security.CurrentCaller;
import dev.crowdline.support.web.Asked;
import dev.crowdline.support.web.IfMatch;
import dev.crowdline.support.web.LanguageTag;
import dev.crowdline.support.web.Name;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The accounts by which customers write to a community. What is secret of them is never shown. */
@Path("/v1/channels")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Channels", description = "Where customers write from, and what goes back to them")
@RolesAllowed(Caller.OPERATOR)
@RunOnVirtualThread
public class ChannelResource {
  /** {@value OwnAddress#LONGEST_LOCAL} characters before the @, so that a signed one fits. */
  private static final String ADDRESS =
      "[A-Za-z0-9._-]{1," + OwnAddress.LONGEST_LOCAL + "}@[A-Za-z0-9.-]{1,190}";

  private static final String HOST = "[A-Za-z0-9][A-Za-z0-9.:-]{0,250}";

  private final ConnectingChannels connecting;
  private final MailServers servers;
  private final CurrentCaller caller;

  ChannelResource(ConnectingChannels connecting, MailServers servers, CurrentCaller caller) {
    this.connecting = connecting;
    this.servers = servers;
    this.caller = caller;
  }

  /**
   * An account to connect.
   *
   * @param name what the community's people call it
   * @param language of what is asked there; English when absent
   * @param enabled whether it is read and sent by; yes when absent
   */
  public record NewChannel(
      @NotBlank @Size(max = 60) @Name String name,
      @Nullable @Schema(implementation = LanguageTag.class) String language,
      @Nullable Boolean enabled,
      @NotNull @Valid NewEmail email) {}

  /**
   * A mailbox to connect.
   *
   * @param address what customers write to
   * @param user who signs in to both servers; the address when absent
   * @param password never shown again
   * @param plusAddressing whether mail to {@code name+anything@…} arrives as well, by which replies
   *     of people in copy join a conversation; yes when absent
   */
  @Schema(name = "NewEmailChannel")
  public record NewEmail(
      @NotNull @Pattern(regexp = ADDRESS, message = "must be an e-mail address, without a plus")
          String address,
      @Nullable @Size(min = 1, max = 254) String user,
      @NotBlank @Size(max = 500) String password,
      @NotNull @Valid ServerBody incoming,
      @NotNull @Valid ServerBody outgoing,
      @Nullable Boolean plusAddressing) {
    @Override
    public String toString() {
      return "NewEmail[…]";
    }
  }

  /** What an account is to be from now on; its address stays. */
  public record ChangedChannel(
      @NotBlank @Size(max = 60) @Name String name,
      @Nullable @Schema(implementation = LanguageTag.class) String language,
      @Nullable Boolean enabled,
      @NotNull @Valid ChangedEmail email) {}

  /**
   * How a mailbox is reached from now on.
   *
   * @param password may be left out when neither user nor servers change
   */
  @Schema(name = "ChangedEmailChannel")
  public record ChangedEmail(
      @NotBlank @Size(max = 254) String user,
      @Nullable @Size(min = 1, max = 500) String password,
      @NotNull @Valid ServerBody incoming,
      @NotNull @Valid ServerBody outgoing,
      @Nullable Boolean plusAddressing) {
    @Override
    public String toString() {
      return "ChangedEmail[…]";
    }
  }

  /** A server: IMAP for what comes in, SMTP for what goes out. */
  @Schema(name = "MailServer")
  public record ServerBody(
      @NotNull @Pattern(regexp = HOST, message = "must be the name or the address of a host")
          String host,
      @NotNull @Min(1) @Max(65535) Integer port,
      @NotNull Security security) {
    static ServerBody of(MailSettings.Server server) {
      return new ServerBody(server.host(), server.port(), server.security());
    }

    MailSettings.Server toServer() {
      return new MailSettings.Server(host, port, security);
    }
  }

  /**
   * An account as it stands.
   *
   * @param heardAt when its server answered last
   * @param problem why it cannot be read just now, and since when; absent while it can
   */
  @Schema(name = "ChannelAccount")
  public record ChannelView(
      UUID id,
      @Schema(enumeration = "email") String channel,
      String name,
      String language,
      boolean enabled,
      EmailView email,
      Instant createdAt,
      @Nullable Instant heardAt,
      @Nullable String problem,
      @Nullable Instant problemAt,
      long version) {
    static ChannelView of(Standing standing) {
      var account = standing.account();
      return new ChannelView(
          account.id(),
          account.channel().name().toLowerCase(Locale.ROOT),
          account.name(),
          account.language(),
          account.enabled(),
          EmailView.of(account.address(), MailSettings.of(account.settings())),
          account.createdAt(),
          standing.health().heardAt(),
          standing.health().problem(),
          standing.health().problemAt(),
          account.version());
    }
  }

  /** A mailbox, without its password. */
  @Schema(name = "EmailChannel")
  public record EmailView(
      String address,
      String user,
      ServerBody incoming,
      ServerBody outgoing,
      boolean plusAddressing) {
    static EmailView of(String address, MailSettings settings) {
      return new EmailView(
          address,
          settings.user(),
          ServerBody.of(settings.incoming()),
          ServerBody.of(settings.outgoing()),
          settings.plusAddressing());
    }
  }

  /** All accounts of the community. */
  public record ChannelList(List<ChannelView> items) {}

  /**
   * What a test came to.
   *
   * @param incoming and {@code outgoing}: what failed; absent when it works
   */
  public record ChannelTest(boolean works, @Nullable String incoming, @Nullable String outgoing) {}

  @GET
  @Operation(operationId = "listChannels", summary = "The accounts of the community")
  public ChannelList list() {
    return new ChannelList(
        connecting.list(caller.get().community()).stream().map(ChannelView::of).toList());
  }

  @POST
  @Operation(
      operationId = "connectChannel",
      summary = "Connect an account: what is written to it from now on becomes requests")
  @APIResponse(
      responseCode = "201",
      description = "Connected; it is read within seconds",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ChannelView.class)))
  public RestResponse<ChannelView> connect(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewChannel body) {
    NewEmail email = body.email();
    Standing connected =
        connecting.connect(
            caller.get(),
            key,
            Channel.EMAIL,
            email.address().toLowerCase(Locale.ROOT),
            wanted(
                body.name(),
                body.language(),
                body.enabled(),
                Objects.requireNonNullElse(email.user(), email.address()),
                email.incoming(),
                email.outgoing(),
                email.plusAddressing(),
                null),
            email.password());
    return ResponseBuilder.<ChannelView>created(
            URI.create("/v1/channels/" + connected.account().id()))
        .entity(ChannelView.of(connected))
        .tag(IfMatch.tag(connected.account().version()))
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getChannel",
      summary = "An account, with the ETag that an edit may name")
  public RestResponse<ChannelView> get(@PathParam("id") UUID id) {
    return tagged(connecting.get(caller.get().community(), id));
  }

  @PUT
  @Path("/{id}")
  @Operation(
      operationId = "changeChannel",
      summary = "Change an account, disable it or enable it; its address stays")
  @APIResponse(responseCode = "200", description = "The account after it")
  public RestResponse<ChannelView> change(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ChangedChannel body) {
    ChangedEmail email = body.email();
    return tagged(
        connecting.change(
            caller.get(),
            id,
            ifMatch,
            wanted(
                body.name(),
                body.language(),
                body.enabled(),
                email.user(),
                email.incoming(),
                email.outgoing(),
                email.plusAddressing(),
                email.password())));
  }

  @POST
  @Consumes(MediaType.WILDCARD) // there is no body
  @Path("/{id}/test")
  @Blocking // on a thread of the platform, as mailboxes are read
  @Operation(
      operationId = "testChannel",
      summary = "Sign in to both servers of an account; nothing is sent")
  @APIResponse(responseCode = "200", description = "What it came to")
  public ChannelTest test(@PathParam("id") UUID id) {
    Map<String, String> failed = connecting.test(caller.get().community(), id);
    return new ChannelTest(failed.isEmpty(), failed.get("incoming"), failed.get("outgoing"));
  }

  private Wanted wanted(
      String name,
      @Nullable String language,
      @Nullable Boolean enabled,
      String user,
      ServerBody incoming,
      ServerBody outgoing,
      @Nullable Boolean plusAddressing,
      @Nullable String password) {
    mustBeSafe("email.incoming.security", incoming);
    mustBeSafe("email.outgoing.security", outgoing);
    return new Wanted(
        name,
        Asked.language(Objects.requireNonNullElse(language, "en")),
        Objects.requireNonNullElse(enabled, true),
        new MailSettings(
                user,
                incoming.toServer(),
                outgoing.toServer(),
                Objects.requireNonNullElse(plusAddressing, true))
            .toMap(),
        password);
  }

  private void mustBeSafe(String field, ServerBody server) {
    if (server.security() == Security.NONE && !servers.allowsPrivate()) {
      throw Problem.field(
          ProblemType.NOT_ALLOWED_HERE,
          field,
          "a password is not sent over the internet in the open",
          Security.TLS.name(),
          Security.STARTTLS.name());
    }
  }

  private static RestResponse<ChannelView> tagged(Standing standing) {
    return ResponseBuilder.ok(ChannelView.of(standing))
        .tag(IfMatch.tag(standing.account().version()))
        .build();
  }
}
