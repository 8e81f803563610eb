//! The settings of the VS Code extension, made from the configuration's keys and the catalogue of rules.

use crate::config::schema;
use crate::rules::RULES;
use serde_json::{Map, Value, json};
use std::path::Path;

/// The title of the generated group of settings in the extension's manifest.
const TITLE: &str = "Checking";

/// The generated group.
fn group() -> Value {
    let rules = RULES
        .iter()
        .map(|r| (r.rule.code, r.rule.severity.as_str(), r.summary()));
    let mut properties = Map::new();
    let mut add = |key: schema::Key, description: String| {
        let mut setting = key.schema;
        if let Value::Object(fields) = &mut setting {
            fields.insert("markdownDescription".into(), description.into());
            fields.insert("scope".into(), "resource".into());
        }
        properties.insert(format!("backread.{}", key.name), setting);
    };
    for key in schema::keys(rules) {
        let project = "The project's own `backread.toml` wins.";
        let description = format!("{} {project}", key.description);
        add(key, description);
    }
    for key in schema::editor_keys() {
        let description = key.description.to_owned();
        add(key, description);
    }
    json!({"title": TITLE, "properties": properties})
}

/// The manifest with the generated group in its place, or why that cannot be.
fn renewed(manifest: &str) -> Result<String, String> {
    let mut manifest: Value = serde_json::from_str(manifest).map_err(|e| e.to_string())?;
    let groups = manifest.pointer_mut("/contributes/configuration");
    let own = groups
        .and_then(Value::as_array_mut)
        .and_then(|groups| groups.iter_mut().find(|g| g["title"] == TITLE))
        .ok_or_else(|| format!("no group \"{TITLE}\" in contributes.configuration"))?;
    *own = group();
    let text = serde_json::to_string_pretty(&manifest).map_err(|e| e.to_string())?;
    Ok(format!("{text}\n"))
}

/// Renews the settings in a manifest on disk.
pub(super) fn write(manifest: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(manifest).map_err(|e| e.to_string())?;
    std::fs::write(manifest, renewed(&text)?).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_has_the_settings_of_this_configuration() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode/package.json");
        // The published crate comes without editors.
        let Ok(manifest) = std::fs::read_to_string(path) else {
            return;
        };
        assert!(
            renewed(&manifest).unwrap() == manifest,
            "the settings differ; renew them: cargo run -- explain --write-settings editors/vscode/package.json"
        );
    }

    #[test]
    fn every_rule_has_a_setting_with_all_severities() {
        let group = group();
        let rules = &group["properties"]["backread.rules"]["properties"];
        for registered in RULES {
            let severities = rules[registered.rule.code]["enum"].as_array().unwrap();
            assert_eq!(severities.len(), 5, "{}", registered.rule.code);
        }
    }

    #[test]
    fn a_manifest_without_the_group_is_refused() {
        let refused = renewed(r#"{"contributes": {"configuration": []}}"#);
        assert!(refused.unwrap_err().contains("Checking"));
    }
}
