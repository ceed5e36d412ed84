//! What all pages of a site have: head, search, the way back, foot.

use std::fmt::Write;

use super::super::html::{escaped, inline};
use super::super::inline::plain;
use super::names::{INDEX, href};
use crate::text::{language, text};

/// A page that is being written.
pub(super) struct Page {
    name: String,
    site: String,
    body: String,
    /// Links above the heading.
    crumbs: Vec<String>,
    title: String,
    is_index: bool,
}

impl Page {
    pub(super) fn new(site: &str, title: &str, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            site: plain(site, false),
            body: String::new(),
            crumbs: Vec::new(),
            title: plain(title, false),
            is_index: false,
        }
    }

    /// The first page, which has the search.
    pub(super) fn index(site: &str) -> Self {
        let mut page = Self::new(site, "", INDEX);
        page.is_index = true;
        let heading = page.site.clone();
        page.heading(&heading);
        page.line(&format!(
            "<form class=\"search\" role=\"search\" id=\"search\" action=\"index.html\">\n\
             <label for=\"q\">{}</label>\n\
             <input id=\"q\" name=\"q\" type=\"search\" autocomplete=\"off\" aria-describedby=\"hint\">\n\
             <button type=\"submit\">{}</button>\n\
             <p id=\"hint\"><small>{}</small></p>\n\
             </form>\n\
             <noscript><p>{}</p></noscript>\n\
             <p id=\"count\" role=\"status\"></p>\n\
             <ol id=\"found\" hidden></ol>",
            text!("site-find-roles"),
            text!("site-find"),
            text!("site-find-hint"),
            text!("site-needs-scripts"),
        ));
        page
    }

    pub(super) fn crumbs(&mut self, crumbs: &[String]) {
        self.crumbs = crumbs.to_vec();
    }

    pub(super) fn body(&mut self) -> &mut String {
        &mut self.body
    }

    pub(super) fn line(&mut self, html: &str) {
        self.body.push_str(html);
        self.body.push('\n');
    }

    pub(super) fn heading(&mut self, text: &str) {
        let text = escaped(&plain(text, false));
        self.line(&format!("<h1>{text}</h1>"));
    }

    pub(super) fn paragraphs(&mut self, text: Option<&str>) {
        let paragraphs = text.unwrap_or_default().split("\n\n");
        for paragraph in paragraphs.filter(|text| !text.trim().is_empty()) {
            let paragraph = format!("<p>{}</p>", inline(paragraph));
            self.line(&paragraph);
        }
    }

    /// How this page names a file of the site.
    pub(super) fn href(&self, name: &str) -> String {
        href(&self.name, name)
    }

    pub(super) fn link(&self, name: &str, text: &str) -> String {
        let text = escaped(&plain(text, false));
        let text = match text.trim() {
            "" => text!("model-no-title"),
            text => text,
        };
        format!("<a href=\"{}\">{text}</a>", self.href(name))
    }

    pub(super) fn finish(self) -> String {
        let site = escaped(&self.site);
        let title = match self.title.trim() {
            "" => site.clone(),
            title => format!("{} · {site}", escaped(title)),
        };
        let mut out = String::with_capacity(self.body.len() + 1500);
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n\
             <link rel=\"stylesheet\" href=\"{}\">\n",
            language().code(),
            self.href("style.css")
        );
        if self.is_index {
            out.push_str("<script src=\"index.js\" defer></script>\n");
        }
        let _ = write!(
            out,
            "<script src=\"{}\" defer></script>\n</head>\n<body data-home=\"{}\">\n\
             <a class=\"skip\" href=\"#main\">{}</a>\n",
            self.href("search.js"),
            self.href(INDEX),
            text!("site-to-the-content")
        );
        if !self.is_index {
            let mut crumbs = vec![self.link(INDEX, &self.site)];
            crumbs.extend(self.crumbs.iter().cloned());
            let crumbs: Vec<String> = crumbs
                .iter()
                .map(|crumb| format!("<li>{crumb}</li>"))
                .collect();
            let _ = write!(
                out,
                "<header>\n<nav aria-label=\"{}\"><ol class=\"crumbs\">{}</ol></nav>\n\
                 <form class=\"search\" role=\"search\" action=\"{}\">\n\
                 <label for=\"q\">{}</label> <input id=\"q\" name=\"q\" type=\"search\">\n\
                 <button type=\"submit\">{}</button>\n</form>\n</header>\n",
                text!("site-where-this-is"),
                crumbs.join(""),
                self.href(INDEX),
                text!("site-find-roles"),
                text!("site-find"),
            );
        }
        let _ = write!(
            out,
            "<main id=\"main\">\n{}</main>\n</body>\n</html>\n",
            self.body
        );
        out
    }
}
