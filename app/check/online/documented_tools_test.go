package online_test

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"keytray/app/check"
)

func itoa(n int) string { return strconv.Itoa(n) }

// regional is the same part at each host, "NAME host"; the first is the usual
// one, where a refusal tells of the others.
func regional(p part, hosts ...string) []part {
	var all []part
	for i, one := range hosts {
		q := p
		var name string
		name, q.host, _ = strings.Cut(one, " ")
		q.region = strings.ReplaceAll(name, "_", " ")
		all = append(all, q)
		if i == 0 {
			q.region, q.answers = "", slices.Clone(p.answers)
			for j := range q.answers {
				if q.answers[j].result == check.Rejected {
					q.answers[j].says = "Revoked or mistyped. If your account is in"
				}
			}
			all = append(all, q)
		}
	}
	return all
}

var documentedTools = map[string][]part{
	"github": {{
		kind: "classic", host: "api.github.com", uri: "/user",
		header: map[string]string{"Authorization": "Bearer KEY", "Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"},
		answers: []answer{
			ok(`{"login":"octocat","id":1,"name":"Ada"}`).of("octocat").with("X-OAuth-Scopes", "repo, user").may("repo, user").
				with("GitHub-Authentication-Token-Expiration", "2027-02-19 10:00:00 UTC").until(day(2027, 2, 19).Add(10 * time.Hour)),
			ok(`{"login":"octocat"}`).of("octocat").with("GitHub-Authentication-Token-Expiration", "2027-02-19 10:00:00 +0200").until(day(2027, 2, 19).Add(8 * time.Hour)),
			ok(`{"login":"octocat"}`).of("octocat"),
			refused(401, `{"message":"Bad credentials","status":"401"}`),
			limited(403, `{"message":"Resource protected by organization SAML enforcement."}`),
			unknown(403, `{"message":"API rate limit exceeded"}`, "asks us to wait").with("X-RateLimit-Remaining", "0"),
			unknown(403, `{"message":"You have exceeded a secondary rate limit."}`, "asks us to wait"),
		},
	}},
	"gitlab": {{
		kind: "personal", host: "gitlab.com", uri: "/api/v4/personal_access_tokens/self", header: map[string]string{"PRIVATE-TOKEN": "KEY"},
		answers: []answer{
			ok(`{"id":4,"name":"t","revoked":false,"active":true,"scopes":["api","read_user"],"user_id":3,"expires_at":"2027-02-19"}`).may("api, read_user").until(day(2027, 2, 19)),
			ok(`{"revoked":false,"active":true,"scopes":[],"expires_at":null}`),
			refused(401, `{"message":"401 Unauthorized"}`),
			refused(200, `{"revoked":true,"active":false}`).saying("is revoked"),
			refused(200, `{"revoked":false,"active":false}`).saying("does not work any more"),
			limited(403, `{"error":"insufficient_scope"}`),
		},
	}},
	"bitbucket": {{
		kind: "token", account: "ada@example.org", host: "api.bitbucket.org", uri: "/2.0/user", header: map[string]string{"Authorization": "basic ACCOUNT"},
		answers: []answer{
			ok(`{"display_name":"Ada","account_id":"1","uuid":"{u}"}`),
			refused(401, ``),
			limited(403, `{"type":"error","error":{"message":"Your credentials lack one or more required privilege scopes."}}`),
		},
	}},
	"cloudflare": {{
		kind: "user", host: "api.cloudflare.com", uri: "/client/v4/user/tokens/verify", header: bearer(),
		answers: append(cloudflareTokens(),
			limited(403, `{"success":false,"errors":[{"code":9109,"message":"Cannot use the access token from location: 192.0.2.1"}]}`).saying("internet address")),
	}, {
		kind: "account", account: "0123456789abcdef0123456789abcdef", host: "api.cloudflare.com", uri: "/client/v4/accounts/ACCOUNT/tokens/verify", header: bearer(),
		answers: append(cloudflareTokens(),
			limited(403, `{"success":false,"errors":[{"code":9109,"message":"Cannot use the access token from location: 192.0.2.1"}]}`).saying("internet address")),
	}, {
		kind: "global", account: "ada@example.org", host: "api.cloudflare.com", uri: "/client/v4/user", header: map[string]string{"X-Auth-Email": "ACCOUNT", "X-Auth-Key": "KEY"},
		answers: []answer{ok(`{"success":true,"result":{"id":"u","email":"ada@example.org"}}`), refused(403, `{"success":false,"errors":[{"code":9103}]}`), refused(400, `{"success":false,"errors":[{"code":6003}]}`)},
	}, {
		kind: "older-global", account: "ada@example.org", host: "api.cloudflare.com", uri: "/client/v4/user", header: map[string]string{"X-Auth-Email": "ACCOUNT", "X-Auth-Key": "KEY"},
		answers: []answer{ok(`{"success":true,"result":{"id":"u"}}`), refused(403, `{"success":false,"errors":[{"code":9103}]}`), unknown(403, `{"success":false,"errors":[{"code":10000}]}`, "(status 403)")},
	}},
	"digitalocean": {{
		kind: "personal", host: "api.digitalocean.com", uri: "/v2/account", header: bearer(),
		answers: []answer{
			ok(`{"account":{"email":"ada@example.org","status":"active","team":{"uuid":"t","name":"My Team"}}}`).of("My Team"),
			ok(`{"account":{"email":"ada@example.org"}}`).of("ada@example.org"),
			refused(401, `{"id":"Unauthorized","message":"Unable to authenticate you"}`),
			limited(403, `{"id":"Forbidden","message":"You are not authorized to perform this operation"}`),
		},
	}},
	"heroku": {{
		kind: "key", host: "api.heroku.com", uri: "/account", header: map[string]string{"Authorization": "Bearer KEY", "Accept": "application/vnd.heroku+json; version=3"},
		answers: []answer{
			ok(`{"email":"ada@example.org","id":"u","verified":true}`).of("ada@example.org"),
			refused(401, `{"id":"unauthorized","message":"Invalid credentials provided."}`),
			limited(403, `{"id":"forbidden"}`),
		},
	}},
	"vercel": {{
		kind: "personal", host: "api.vercel.com", uri: "/v2/user", header: bearer(),
		answers: []answer{
			ok(`{"user":{"id":"u","email":"ada@example.org","username":"ada","name":"Ada"}}`).of("ada"),
			refused(403, `{"error":{"code":"forbidden","message":"Not authorized","invalidToken":true}}`),
			refused(401, `{"error":{"code":"unauthorized"}}`),
			limited(403, `{"error":{"code":"forbidden","message":"Not authorized"}}`),
		},
	}},
	"netlify": {{
		kind: "personal", host: "api.netlify.com", uri: "/api/v1/sites?per_page=1", header: bearer(),
		answers: []answer{ok(`[]`), refused(401, `{"code":401,"message":"Access Denied: Invalid Personal Access Token"}`)},
	}},
	"supabase": {{
		kind: "personal", host: "api.supabase.com", uri: "/v1/organizations", header: bearer(),
		answers: []answer{ok(`[{"id":"o","name":"Acme"}]`).of("Acme"), ok(`[]`), refused(401, `{"message":"Unauthorized"}`), limited(403, `{"message":"Forbidden resource"}`)},
	}},
	"sentry": {{
		kind: "personal", host: "sentry.io", uri: "/api/0/auth/validate/", header: bearer(),
		answers: []answer{ok(``), refused(401, `{"detail":"Invalid token"}`), unknown(403, ``, "says nothing about the key (status 403)")}, // its answers have no body
	}},
	"datadog": regional(part{
		kind: "key", uri: "/api/v1/validate", header: map[string]string{"DD-API-KEY": "KEY"},
		answers: []answer{ok(`{"valid":true}`), refused(403, `{"status":"error","code":403,"errors":["Forbidden"]}`)},
	}, "US1 api.datadoghq.com", "US3 api.us3.datadoghq.com", "US5 api.us5.datadoghq.com", "EU api.datadoghq.eu", "AP1 api.ap1.datadoghq.com", "AP2 api.ap2.datadoghq.com", "US-GOV api.ddog-gov.com"),
	"posthog": regional(part{
		kind: "personal", uri: "/api/users/@me/", header: bearer(),
		answers: []answer{
			ok(`{"email":"ada@example.org","first_name":"Ada","organization":{"name":"Acme"}}`).of("Acme"),
			refused(401, `{"type":"authentication_error","code":"invalid_personal_api_key"}`),
			limited(403, `{"type":"authentication_error","code":"permission_denied","detail":"API key missing required scope 'user:read'"}`),
		},
	}, "US us.posthog.com", "EU eu.posthog.com"),
	"new-relic": regional(part{
		kind: "user", method: "POST", uri: "/graphql", header: map[string]string{"API-Key": "KEY", "Content-Type": "application/json"}, body: `{"query":"{ requestContext { userId } }"}`,
		answers: []answer{
			ok(`{"data":{"requestContext":{"userId":"12"}}}`),
			refused(401, `{"error":{"title":"The API key provided is invalid"}}`),
			unknown(403, `{}`, "says nothing about the key (status 403)"),
			refused(200, `{"data":{"requestContext":{"userId":null}}}`),
		},
	}, "US api.newrelic.com", "EU api.eu.newrelic.com"),
	"tailscale": {{
		kind: "api", host: "api.tailscale.com", uri: "/api/v2/tailnet/-/keys", header: bearer(),
		answers: []answer{ok(`{"keys":[{"id":"a"},{"id":"b"}]}`).sees(2, "keys"), refused(401, `{"message":"API token invalid"}`), limited(403, `{"message":"calling actor does not have enough permissions"}`)},
	}},
	"postman": {{
		kind: "key", host: "api.getpostman.com", uri: "/me", header: map[string]string{"x-api-key": "KEY"},
		answers: []answer{ok(`{"user":{"id":1,"username":"ada","email":"ada@example.org"},"operations":[]}`).of("ada"), refused(401, `{"error":{"name":"AuthenticationError"}}`)},
	}},
}

func cloudflareTokens() []answer {
	return []answer{
		ok(`{"success":true,"errors":[],"result":{"id":"t","status":"active","expires_on":"2027-02-19T23:59:59Z"}}`).until(day(2027, 2, 20).Add(-time.Second)),
		ok(`{"success":true,"result":{"id":"t","status":"active"}}`),
		refused(200, `{"success":true,"result":{"id":"t","status":"disabled"}}`).saying("switched off"),
		refused(200, `{"success":true,"result":{"id":"t","status":"expired"}}`).saying("has expired"),
		refused(401, `{"success":false,"errors":[{"code":1000,"message":"Invalid API Token"}]}`),
		refused(400, `{"success":false,"errors":[{"code":6003,"message":"Invalid request headers"}]}`),
		refused(403, `{"success":false,"errors":[{"code":9109,"message":"Invalid access token"}]}`),
		unknown(403, `{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}`, "(status 403)"),
		unknown(200, `{"success":true,"result":null}`, "(status 200)"),
	}
}
