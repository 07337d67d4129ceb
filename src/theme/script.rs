//! Scripts of the built-in theme as readers load them.

/// Leaves out what is for those who keep a script: lines that are comments, and the indentation.
///
/// No text of a built-in script goes over a line break, and no comment stands behind code.
pub(super) fn slim(script: &[u8]) -> Vec<u8> {
    let mut slim = Vec::with_capacity(script.len());
    for line in script.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii();
        let is_note = line.starts_with(b"//") || line.starts_with(b"/**");
        if !line.is_empty() && !is_note {
            slim.extend_from_slice(line);
            slim.push(b'\n');
        }
    }
    slim
}

#[cfg(test)]
mod tests {
    use crate::theme::files::BUILT_IN_FILES;

    #[test]
    fn a_built_in_script_can_do_without_its_comments() {
        let scripts = BUILT_IN_FILES.iter();
        let scripts = scripts.filter(|(name, _)| name.ends_with(".js"));
        for (name, bytes) in scripts {
            for line in String::from_utf8_lossy(bytes).lines() {
                let is_whole = line.matches('`').count() % 2 == 0;
                assert!(is_whole, "{name}: a text goes over a line break: {line}");
                let line = line.trim();
                assert!(
                    !line.starts_with("/*") || line.starts_with("/**") && line.ends_with("*/"),
                    "{name}: a comment goes over a line break: {line}"
                );
            }
        }
    }
}
