package online_test

import "maps"

// documented is what providers say in their documentation, or what scanners of
// leaked keys rely on; facts that nobody documents are left out.
var documented = merge(documentedAI, documentedTools, documentedServices)

func merge(all ...map[string][]part) map[string][]part {
	whole := map[string][]part{}
	for _, m := range all {
		maps.Copy(whole, m)
	}
	return whole
}

const (
	models   = `{"object":"list","data":[{"id":"a","object":"model"},{"id":"b","object":"model"}]}`
	blockedC = `{"error":{"code":"unsupported_country_region_territory","message":"Country, region, or territory not supported"}}`
)

var documentedAI = map[string][]part{
	"openai": {{
		kind: "project", host: "api.openai.com", uri: "/v1/models", header: bearer(),
		answers: []answer{
			ok(models).sees(2, "models"),
			refused(401, `{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}`),
			limited(403, `{"error":{"message":"You are not allowed","code":null}}`),
			limited(401, `{"error":{"message":"You have insufficient permissions for this operation. Missing scopes: api.model.read.","code":"missing_scope"}}`).saying("may not list the models"),
			limited(403, `{"error":{"message":"Missing scopes: api.model.read","code":null}}`).saying("may not list the models"),
			limited(401, `{"error":{"code":"ip_not_authorized"}}`).saying("internet address"),
			unknown(403, blockedC, "in this country"),
		},
	}, {
		kind: "admin", host: "api.openai.com", uri: "/v1/organization/admin_api_keys?limit=1", header: bearer(),
		answers: []answer{
			ok(`{"object":"list","data":[]}`),
			refused(401, `{"error":{"code":"invalid_api_key"}}`),
			limited(403, `{"error":{"code":null}}`),
			unknown(403, blockedC, "in this country"),
		},
	}},
	"anthropic": {{
		kind: "key", host: "api.anthropic.com", uri: "/v1/models?limit=1", header: map[string]string{"x-api-key": "KEY", "anthropic-version": "2023-06-01"},
		answers: []answer{
			ok(`{"data":[{"type":"model","id":"m"}],"has_more":true}`),
			refused(401, `{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}`),
			limited(403, `{"type":"error","error":{"type":"permission_error","message":"no"}}`),
			unknown(403, `{"error":{"type":"forbidden","message":"Request not allowed"}}`, "in this country"),
		},
	}, {
		kind: "admin", host: "api.anthropic.com", uri: "/v1/organizations/me", header: map[string]string{"x-api-key": "KEY", "anthropic-version": "2023-06-01"},
		answers: []answer{
			ok(`{"id":"00000000-0000-0000-0000-000000000000","type":"organization","name":"Acme"}`).of("Acme"),
			refused(401, `{"type":"error","error":{"type":"authentication_error"}}`),
			limited(403, `{"type":"error","error":{"type":"permission_error"}}`),
		},
	}},
	"google-gemini": {{
		kind: "auth", host: "generativelanguage.googleapis.com", uri: "/v1beta/models?pageSize=1", header: map[string]string{"x-goog-api-key": "KEY"},
		answers: []answer{
			ok(`{"models":[{"name":"models/m"}],"nextPageToken":"x"}`),
			refused(400, googleSays(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", "API_KEY_INVALID")),
			refused(401, googleSays(401, "UNAUTHENTICATED", "no", "CREDENTIALS_MISSING")),
			refused(400, googleSays(400, "INVALID_ARGUMENT", "API key expired. Please renew the API key.", "API_KEY_INVALID")).saying("has expired"),
			refused(403, googleSays(403, "PERMISSION_DENIED", "Your API key was reported as leaked. Please use another API key.", "")).saying("found in public"),
			refused(403, googleSays(403, "PERMISSION_DENIED", "suspended", "CONSUMER_SUSPENDED")).saying("has suspended"),
			limited(403, googleSays(403, "PERMISSION_DENIED", "blocked", "API_KEY_SERVICE_BLOCKED")).saying("may not use the Gemini API"),
			limited(403, googleSays(403, "PERMISSION_DENIED", "blocked", "API_KEY_HTTP_REFERRER_BLOCKED")).saying("certain websites"),
			limited(403, googleSays(403, "PERMISSION_DENIED", "off", "SERVICE_DISABLED")).saying("switched off"),
			limited(403, googleSays(403, "PERMISSION_DENIED", "no", "")),
			unknown(401, googleSays(401, "UNAUTHENTICATED", "no", "ACCESS_TOKEN_TYPE_UNSUPPORTED"), "this kind of key"),
			unknown(400, googleSays(400, "FAILED_PRECONDITION", "User location is not supported for the API use.", ""), "this country"),
		},
	}},
	"mistral": {{
		host: "api.mistral.ai", uri: "/v1/models", header: bearer(),
		answers: []answer{ok(models).sees(2, "models"), refused(401, `{"detail":"Unauthorized"}`)},
	}},
	"cohere": {{
		method: "POST", host: "api.cohere.com", uri: "/v1/check-api-key", header: bearer(),
		answers: []answer{
			ok(`{"valid":true,"organization_id":"o","owner_id":"u"}`),
			refused(200, `{"valid":false}`),
			refused(401, `{"message":"invalid api token"}`),
			refused(498, `{"message":"invalid api token"}`),
			unknown(200, `{"something":"else"}`, "says nothing about the key (status 200)"),
		},
	}},
	"groq": {{
		host: "api.groq.com", uri: "/openai/v1/models", header: bearer(),
		answers: []answer{ok(models).sees(2, "models"), refused(401, `{"error":{"message":"Invalid API Key","code":"invalid_api_key"}}`)},
	}},
	"xai": {{
		host: "api.x.ai", uri: "/v1/api-key", header: bearer(),
		answers: []answer{
			ok(`{"name":"n","acls":["api-key:endpoint:*","api-key:model:*"],"api_key_blocked":false,"api_key_disabled":false,"team_blocked":false}`).may("api-key:endpoint:*, api-key:model:*"),
			refused(400, `{"code":"x","error":"Incorrect API key provided"}`),
			unknown(400, `{"code":"x","error":"Bad request"}`, "says nothing about the key (status 400)"),
			refused(401, `{}`),
			refused(200, `{"api_key_blocked":true,"api_key_disabled":false}`).saying("has blocked this key"),
			refused(200, `{"api_key_blocked":false,"api_key_disabled":true}`).saying("is switched off"),
			limited(200, `{"acls":["api-key:model:*"],"team_blocked":true}`).saying("team is blocked").may("api-key:model:*"),
		},
	}},
	"minimax": {{
		host: "api.minimax.io", uri: "/v1/models", header: bearer(),
		answers: []answer{
			ok(models),
			refused(401, `{"type":"error","error":{"type":"authorized_error","message":"invalid api key (2049)","http_code":"401"}}`),
			refused(200, `{"base_resp":{"status_code":2049,"status_msg":"invalid api key"}}`),
			unknown(200, `{"base_resp":{"status_code":1004,"status_msg":"cookie is missing, log in again"}}`, "does not understand"),
			unknown(403, `{}`, "says nothing about the key (status 403)"),
		},
	}},
	"deepseek": {{
		host: "api.deepseek.com", uri: "/user/balance", header: bearer(),
		answers: []answer{
			ok(`{"is_available":true,"balance_infos":[{"currency":"USD","total_balance":"3"}]}`),
			refused(401, `{"error":{"message":"Authentication Fails","type":"authentication_error"}}`),
			limited(200, `{"is_available":false,"balance_infos":[]}`).saying("balance is used up"),
		},
	}},
	"together": {{
		host: "api.together.xyz", uri: "/v1/models", header: bearer(),
		answers: []answer{ok(`[{"id":"a"},{"id":"b"}]`), refused(401, `{"error":{"message":"Invalid API key provided"}}`)},
	}},
	"fireworks": {{
		host: "api.fireworks.ai", uri: "/inference/v1/models", header: bearer(),
		answers: []answer{ok(models).sees(2, "models"), refused(401, `{"error":"unauthorized"}`)},
	}},
	"openrouter": {{
		host: "openrouter.ai", uri: "/api/v1/key", header: bearer(),
		answers: []answer{
			ok(`{"data":{"label":"sk-or-v1-abc...123","limit":10,"limit_remaining":7.5,"usage":2.5,"expires_at":"2027-12-31T23:59:59Z"}}`).until(day(2028, 1, 1).Add(-1e9)),
			ok(`{"data":{"label":"x","limit":null,"limit_remaining":null,"expires_at":null}}`),
			refused(401, `{"error":{"message":"User not found.","code":401}}`),
			limited(200, `{"data":{"limit":10,"limit_remaining":0}}`).saying("credit limit is used up"),
		},
	}},
	"huggingface": {{
		host: "huggingface.co", uri: "/api/whoami-v2", header: bearer(),
		answers: []answer{
			ok(`{"type":"user","name":"ada","email":"a@example.org","orgs":[],"auth":{"type":"access_token","accessToken":{"displayName":"t","role":"fineGrained"}}}`).of("ada").may("fineGrained"),
			refused(401, `{"error":"Invalid username or password."}`),
			refused(401, `{"error":"User Access Token \"t\" is expired"}`).saying("has expired"),
		},
	}},
	"replicate": {{
		host: "api.replicate.com", uri: "/v1/account", header: bearer(),
		answers: []answer{ok(`{"type":"organization","username":"acme","name":"Acme"}`).of("acme"), refused(401, `{"title":"Unauthenticated","status":401}`)},
	}},
	"elevenlabs": {{
		host: "api.elevenlabs.io", uri: "/v1/user", header: map[string]string{"xi-api-key": "KEY"},
		answers: []answer{
			ok(`{"user_id":"u","first_name":"Ada","subscription":{"tier":"free"}}`),
			refused(401, `{"detail":{"status":"invalid_api_key","message":"Invalid API key"}}`),
			refused(400, `{"detail":{"status":"invalid_api_key"}}`),
			unknown(400, `{"detail":{"status":"max_character_limit_exceeded"}}`, "says nothing about the key (status 400)"),
			limited(401, `{"detail":{"status":"missing_permissions","message":"The API key you used is missing the permission user_read"}}`),
		},
	}},
	"stability": {{
		host: "api.stability.ai", uri: "/v1/user/account", header: bearer(),
		answers: []answer{ok(`{"id":"u","email":"a@example.org","organizations":[{"id":"o","name":"Acme"}]}`).of("Acme"), refused(401, `{"name":"unauthorized"}`)},
	}},
	"ai21": {{
		host: "api.ai21.com", uri: "/studio/v1/library/files", header: bearer(),
		answers: []answer{ok(`[]`), refused(401, `{"detail":"Forbidden: Bad or missing API token."}`)},
	}},
	"voyage": {{
		host: "api.voyageai.com", uri: "/v1/files", header: bearer(),
		answers: []answer{ok(`{"object":"list","data":[]}`), refused(401, `{"detail":"Provided API key is invalid."}`)},
	}},
	"pinecone": {{
		host: "api.pinecone.io", uri: "/indexes", header: map[string]string{"Api-Key": "KEY", "X-Pinecone-Api-Version": "2025-10"},
		answers: []answer{
			ok(`{"indexes":[{"name":"a"},{"name":"b"},{"name":"c"}]}`).sees(3, "indexes"),
			refused(401, `{"error":{"code":"UNAUTHENTICATED"},"status":401}`),
			limited(403, `{"error":{"code":"FORBIDDEN"},"status":403}`),
		},
	}},
	"langsmith": regional(part{
		kind: "personal", uri: "/api/v1/orgs/current", header: map[string]string{"X-API-Key": "KEY"},
		answers: []answer{ok(`{"id":"o","display_name":"Acme"}`).of("Acme"), refused(401, `{"detail":"Invalid token"}`), unknown(403, `{"error":"Forbidden"}`, "says nothing about the key (status 403)")},
	}, "US api.smith.langchain.com", "EU eu.api.smith.langchain.com"),
	"wandb": {{
		method: "POST", host: "api.wandb.ai", uri: "/graphql", header: map[string]string{"Authorization": "basic api", "Content-Type": "application/json"},
		body: `{"query":"query { viewer { id username } }"}`,
		answers: []answer{
			ok(`{"data":{"viewer":{"id":"VXNlcjox","username":"ada"}}}`).of("ada"),
			refused(200, `{"data":{"viewer":null}}`),
			refused(401, `{"error":"user is not logged in"}`),
		},
	}},
	"tavily": {{
		host: "api.tavily.com", uri: "/usage", header: bearer(),
		answers: []answer{ok(`{"key":{"usage":150,"limit":1000},"account":{"current_plan":"Free"}}`), refused(401, `{"detail":{"error":"Unauthorized: missing or invalid API key."}}`)},
	}},
	"deepgram": {{
		host: "api.deepgram.com", uri: "/v1/auth/token", header: map[string]string{"Authorization": "Token KEY"},
		answers: []answer{
			ok(`{"api_key_id":"k","scopes":["usage:read","usage:write"]}`).may("usage:read, usage:write"),
			refused(401, `{"err_code":"INVALID_AUTH","err_msg":"Invalid credentials."}`),
			limited(403, `{"err_code":"INSUFFICIENT_PERMISSIONS"}`),
		},
	}},
	"assemblyai": {{
		host: "api.assemblyai.com", uri: "/v2/transcript?limit=1", header: map[string]string{"Authorization": "KEY"},
		answers: []answer{ok(`{"page_details":{"limit":1},"transcripts":[]}`), refused(401, `{"error":"Authentication error, API token missing/invalid"}`)},
	}},
}

func googleSays(code int, status, message, reason string) string {
	details := ""
	if reason != "" {
		details = `{"@type":"type.googleapis.com/google.rpc.ErrorInfo", "reason": "` + reason + `", "domain":"googleapis.com"}`
	}
	return `{"error": {"code": ` + itoa(code) + `, "message": "` + message + `", "status": "` + status + `", "details": [` + details + `]}}`
}
