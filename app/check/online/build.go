package online

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"keytray/app/check"
	"keytray/app/text"
)

// build makes the request of a plan, or says why there can be none.
func build(plan check.Plan, r check.Request) (request *http.Request, why string) {
	key := string(r.Secret.Reveal())
	switch {
	case len(key) > check.MostSecret:
		return nil, text.T("This value is too long to be a key. Nothing was sent.")
	case !fits(key):
		return nil, text.T("There is a space, a line break or a character inside the key that keys do not have. Nothing was sent.")
	case plan.NeedsAccount() && (!fits(r.Account) || strings.Contains(r.Account, ":") || r.Account == "." || r.Account == ".."):
		return nil, text.T("%s is missing, or has a character that it cannot have. Nothing was sent.", text.Of(plan.AccountLabel))
	case plan.NeedsAccount() && check.AccountIsKey(r.Account, r.Secret.Reveal()):
		return nil, text.T("What is noted as the %s is a key. Nothing was sent.", text.Of(plan.AccountLabel))
	}
	fill := strings.NewReplacer("{key}", key, "{account}", r.Account).Replace
	path := strings.ReplaceAll(plan.Path, "{account}", url.PathEscape(r.Account))
	request, err := http.NewRequest(plan.Method, "https://"+plan.Host+path, strings.NewReader(plan.Body))
	if err != nil || request.URL.Host != plan.Host {
		return nil, text.T("Keytray cannot make a request of that. Nothing was sent.")
	}
	if plan.Body == "" {
		request.Body, request.ContentLength = nil, 0
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "Keytray")
	for name, template := range plan.Headers {
		request.Header.Set(name, fill(template))
	}
	if plan.Basic != "" {
		request.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(fill(plan.Basic))))
	}
	return request, ""
}
