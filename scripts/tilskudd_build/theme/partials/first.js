// Runs before anything is shown. First the reader's own choice of colours; then what the search may write:
// plain words and simple tags, stripped of every attribute, and workers from this site alone.
try{const s=localStorage.getItem("ts-scheme");if(s)document.documentElement.dataset.tsScheme=s}catch{}
window.trustedTypes?.createPolicy("default",{createHTML:h=>h.replace(/<[^>]*>/g,t=>/^<\/?(mark|p|br|em|strong|b|i|code|ul|ol|li|dl|dt|dd|h[1-6])\b/i.test(t)?t.replace(/^(<\/?\w+)[^]*$/,"$1>"):" "),createScriptURL:u=>new URL(u,location.href).origin===location.origin?u:null});
