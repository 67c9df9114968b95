/** The Go program that asks kubeadm's policy.go; our own text around kubeadm's file. */

/** kubeadm's policy.go with its three kubeadm-internal imports pointed at the packages below. */
export function withOwnImports(policy: string): string {
  return policy
    .replace('"k8s.io/kubernetes/cmd/kubeadm/app/constants"', '"table/constants"')
    .replace('"k8s.io/kubernetes/cmd/kubeadm/app/util/errors"', '"table/errors"')
    .replace('"github.com/pkg/errors"', '"table/errors"');
}

export const CONSTANTS = `package constants

import "k8s.io/apimachinery/pkg/util/version"

// Set for each case to the .0 of the minor before kubeadm's, as getSkewedKubernetesVersion(-1) does.
var MinimumControlPlaneVersion *version.Version
`;

export const ERRORS = `package errors

import "fmt"

func Errorf(format string, args ...any) error { return fmt.Errorf(format, args...) }
func Wrap(err error, text string) error { return fmt.Errorf("%s: %w", text, err) }
`;

/** What policy.go calls to learn the versions; `value` is what its kubelet map holds in that minor. */
export function getterOf(value: string): string {
  return `package upgrade

import "k8s.io/apimachinery/pkg/util/version"

type VersionGetter interface {
	ClusterVersion() (string, *version.Version, error)
	KubeadmVersion() (string, *version.Version, error)
	KubeletVersions() (map[string]${value}, error)
}

type Answers struct {
	Cluster, Kubeadm string
	Kubelets []string
}

func (a Answers) ClusterVersion() (string, *version.Version, error) {
	v, err := version.ParseSemantic(a.Cluster)
	return a.Cluster, v, err
}

func (a Answers) KubeadmVersion() (string, *version.Version, error) {
	v, err := version.ParseSemantic(a.Kubeadm)
	return a.Kubeadm, v, err
}

func (a Answers) KubeletVersions() (map[string]${value}, error) {
	versions := map[string]${value}{}
	var none ${value}
	for _, kubelet := range a.Kubelets {
		versions[kubelet] = none
	}
	return versions, nil
}
`;
}

/** The program that reads cases.json and writes answers.json. */
export function mainOf(minors: readonly { readonly minor: number }[]): string {
  const imports = minors.map(({ minor }) => `	m${minor} "table/m${minor}"`).join("\n");
  const branches = minors
    .map(
      ({ minor }) => `	case ${minor}:
		result := m${minor}.EnforceVersionPolicies(m${minor}.Answers{Cluster: c.Cluster, Kubeadm: c.Kubeadm, Kubelets: c.Kubelets}, c.Target, target, false, false)
		if result == nil {
			return Answer{Fatal: []string{}, Forceable: []string{}}
		}
		return Answer{Fatal: texts(result.Mandatory), Forceable: texts(result.Skippable)}`,
    )
    .join("\n");
  return `package main

import (
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/apimachinery/pkg/util/version"
	"table/constants"
${imports}
)

type Case struct {
	Cluster  string   \`json:"cluster"\`
	Kubeadm  string   \`json:"kubeadm"\`
	Target   string   \`json:"target"\`
	Kubelets []string \`json:"kubelets"\`
}

type Answer struct {
	Fatal     []string \`json:"fatal"\`
	Forceable []string \`json:"forceable"\`
}

func texts(list []error) []string {
	result := []string{}
	for _, err := range list {
		result = append(result, err.Error())
	}
	return result
}

func ask(c Case) Answer {
	kubeadm := version.MustParseSemantic(c.Kubeadm)
	constants.MinimumControlPlaneVersion = version.MustParseSemantic(fmt.Sprintf("v%d.%d.0", kubeadm.Major(), kubeadm.Minor()-1))
	target := version.MustParseSemantic(c.Target)
	switch kubeadm.Minor() {
${branches}
	}
	panic("no policy for " + c.Kubeadm)
}

func main() {
	text, err := os.ReadFile("cases.json")
	if err != nil {
		panic(err)
	}
	cases := []Case{}
	if err := json.Unmarshal(text, &cases); err != nil {
		panic(err)
	}
	answers := []Answer{}
	for _, c := range cases {
		answers = append(answers, ask(c))
	}
	out, err := json.Marshal(answers)
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile("answers.json", out, 0o644); err != nil {
		panic(err)
	}
}
`;
}
