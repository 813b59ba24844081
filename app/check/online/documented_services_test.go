package online_test

var documentedServices = map[string][]part{
	"stripe": {{
		kind: "secret-test", host: "api.stripe.com", uri: "/v1/balance", header: bearer(),
		answers: []answer{
			ok(`{"object":"balance","available":[{"amount":100,"currency":"eur"}],"livemode":false}`),
			refused(401, `{"error":{"message":"Invalid API Key provided","type":"invalid_request_error"}}`),
			limited(403, `{"error":{"message":"The provided key does not have the required permissions for this endpoint"}}`),
		},
	}, {
		kind: "restricted-live", host: "api.stripe.com", uri: "/v1/balance", header: bearer(),
		answers: []answer{ok(`{"object":"balance","livemode":true}`), limited(403, `{"error":{"type":"invalid_request_error"}}`)},
	}},
	"twilio": {{
		kind: "auth-token", account: "AC0/../1", host: "api.twilio.com", uri: "/2010-04-01/Accounts/AC0%2F..%2F1.json", header: map[string]string{"Authorization": "basic ACCOUNT"},
		answers: []answer{
			ok(`{"sid":"AC0","friendly_name":"Acme","status":"active","type":"Full"}`),
			refused(401, `{"code":20003,"message":"Authenticate","status":401}`),
			limited(403, `{"code":20403,"status":403}`),
			limited(200, `{"sid":"AC0","status":"suspended"}`).saying("is suspended"),
			limited(200, `{"sid":"AC0","status":"closed"}`).saying("is closed"),
		},
	}, {
		kind: "secret", account: "SK0", host: "verify.twilio.com", uri: "/v2/Services?PageSize=1", header: map[string]string{"Authorization": "basic ACCOUNT"},
		answers: []answer{ok(`{"services":[],"meta":{}}`), refused(401, `{"code":20003}`), limited(403, `{"code":70003}`)},
	}},
	"sendgrid": {{
		kind: "key", host: "api.sendgrid.com", uri: "/v3/scopes", header: bearer(),
		answers: []answer{
			ok(`{"scopes":["mail.send","alerts.read"]}`).may("mail.send, alerts.read"),
			refused(401, `{"errors":[{"message":"authorization required"}]}`),
			limited(403, `{"errors":[{"message":"access forbidden"}]}`),
		},
	}},
	"mailgun": regional(part{
		kind: "key", uri: "/v3/domains?limit=1", header: map[string]string{"Authorization": "basic api"},
		answers: []answer{ok(`{"total_count":4,"items":[{"name":"mg.example.org"}]}`).sees(4, "domains"), refused(401, `{"message":"Invalid private key"}`)},
	}, "US api.mailgun.net", "EU api.eu.mailgun.net"),
	"slack": {{
		kind: "bot", method: "POST", host: "slack.com", uri: "/api/auth.test", header: bearer(),
		answers: []answer{
			ok(`{"ok":true,"url":"https://acme.slack.com/","team":"Acme","user":"bot","team_id":"T","user_id":"U","bot_id":"B"}`).of("Acme").with("X-OAuth-Scopes", "chat:write,users:read").may("chat:write,users:read"),
			refused(200, `{"ok":false,"error":"invalid_auth"}`),
			refused(200, `{"ok":false,"error":"not_authed"}`),
			refused(200, `{"ok":false,"error":"token_revoked"}`).saying("is revoked"),
			refused(200, `{"ok":false,"error":"token_expired"}`).saying("has expired"),
			refused(200, `{"ok":false,"error":"account_inactive"}`).saying("user or workspace is gone"),
			limited(200, `{"ok":false,"error":"no_permission"}`),
			unknown(200, `{"ok":false,"error":"ratelimited"}`, "asks us to wait"),
			unknown(200, `{"ok":false,"error":"internal_error"}`, "says nothing about the key"),
		},
	}},
	"discord": {{
		kind: "bot", host: "discord.com", uri: "/api/v10/users/@me", header: map[string]string{"Authorization": "Bot KEY"},
		answers: []answer{ok(`{"id":"1","username":"helper","bot":true}`).of("helper"), refused(401, `{"message":"401: Unauthorized","code":0}`)},
	}},
	"notion": {{
		kind: "token", host: "api.notion.com", uri: "/v1/users/me", header: map[string]string{"Authorization": "Bearer KEY", "Notion-Version": "2022-06-28"},
		answers: []answer{
			ok(`{"object":"user","id":"u","name":"My integration","type":"bot","bot":{"owner":{"type":"workspace"},"workspace_name":"Acme"}}`).of("Acme"),
			ok(`{"object":"user","name":"My integration","bot":{}}`).of("My integration"),
			refused(401, `{"object":"error","code":"unauthorized","message":"API token is invalid."}`),
			limited(403, `{"object":"error","code":"restricted_resource"}`),
		},
	}},
	"linear": {{
		kind: "personal", method: "POST", host: "api.linear.app", uri: "/graphql", header: map[string]string{"Authorization": "KEY", "Content-Type": "application/json"},
		body: `{"query":"query { viewer { id name } }"}`,
		answers: []answer{
			ok(`{"data":{"viewer":{"id":"u","name":"Ada"}}}`).of("Ada"),
			refused(400, `{"errors":[{"message":"Authentication required","extensions":{"code":"AUTHENTICATION_ERROR"}}]}`),
			refused(401, `{"errors":[{"extensions":{"code":"AUTHENTICATION_ERROR"}}]}`),
			limited(200, `{"data":null,"errors":[{"extensions":{"code":"FORBIDDEN"}}]}`),
			unknown(400, `{"errors":[{"extensions":{"code":"RATELIMITED"}}]}`, "asks us to wait"),
			unknown(400, `{"errors":[{"extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}`, "says nothing about the key"),
		},
	}},
	"figma": {{
		kind: "personal", host: "api.figma.com", uri: "/v1/me", header: map[string]string{"X-Figma-Token": "KEY"},
		answers: []answer{
			ok(`{"id":"1","email":"ada@example.org","handle":"Ada"}`).of("Ada"),
			refused(403, `{"status":403,"err":"Invalid token"}`),
			refused(403, `{"status":403,"err":"Token expired"}`).saying("has expired"),
			refused(401, `{"status":401,"err":"Unauthorized"}`),
			limited(403, `{"status":403,"err":"Invalid scope(s): file_content:read. This endpoint requires the current_user:read scope"}`),
		},
	}},
	"airtable": {{
		kind: "personal", host: "api.airtable.com", uri: "/v0/meta/whoami", header: bearer(),
		answers: []answer{
			ok(`{"id":"usr","email":"ada@example.org","scopes":["data.records:read","user.email:read"]}`).of("ada@example.org").may("data.records:read, user.email:read"),
			ok(`{"id":"usr"}`),
			refused(401, `{"error":{"type":"AUTHENTICATION_REQUIRED"}}`),
		},
	}},
	"apify": {{
		host: "api.apify.com", uri: "/v2/users/me", header: bearer(),
		answers: []answer{ok(`{"data":{"id":"u","username":"ada"}}`).of("ada"), refused(401, `{"error":{"type":"user-or-token-not-found"}}`)},
	}},
	"cursor": {{
		kind: "key", host: "api.cursor.com", uri: "/v0/me", header: map[string]string{"Authorization": "user "},
		answers: []answer{ok(`{"apiKeyName":"n","createdAt":"2026-01-01T00:00:00Z"}`), refused(401, `{"error":"Invalid API key"}`), unknown(403, `{}`, "says nothing about the key (status 403)")},
	}},
	"devin": {{
		kind: "personal", host: "api.devin.ai", uri: "/v1/sessions?limit=1", header: bearer(),
		answers: []answer{ok(`{"sessions":[]}`), refused(401, `{"detail":"Unauthorized"}`), unknown(403, `{"detail":"Unauthorized"}`, "says nothing about the key (status 403)")},
	}, {
		kind: "service-user", host: "api.devin.ai", uri: "/v3/self", header: bearer(),
		answers: []answer{ok(`{"id":"s"}`), refused(401, `{}`), unknown(403, `{}`, "says nothing about the key (status 403)")},
	}},
	"langfuse": regional(part{
		kind: "secret", account: "pk-lf-1", uri: "/api/public/projects", header: map[string]string{"Authorization": "basic ACCOUNT"},
		answers: []answer{ok(`{"data":[]}`), refused(401, `{"message":"Invalid credentials."}`)},
	}, "Europe cloud.langfuse.com", "United_States us.cloud.langfuse.com"),
}
